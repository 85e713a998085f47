using AiProxy.Conformance.Tests.Jsonata;

namespace AiProxy.Conformance.Tests.Reports;

/// <summary>Runs the official JSONata suite.</summary>
internal static class JsonataReport
{
    public static Report Create()
    {
        var report = new Report();
        foreach (var (id, suiteCase) in Suite.Cases)
        {
            report.Add(id[..id.IndexOf('/', StringComparison.Ordinal)], id, Why(suiteCase));
        }

        return report;
    }

    private static string? Why(SuiteCase suiteCase)
    {
        try
        {
            return SuiteRunner.Run(suiteCase);
        }
#pragma warning disable CA1031 // One case that breaks must not hide the others.
        catch (Exception exception)
        {
            return exception.ToString();
        }
#pragma warning restore CA1031
    }
}

using AiProxy.Conformance.Tests.Asl;

namespace AiProxy.Conformance.Tests.Reports;

/// <summary>Runs every recorded case.</summary>
internal static class AslReport
{
    public static Report Create()
    {
        var report = new Report();
        foreach (var source in AslCases.ById.Values)
        {
            report.Add(source.Group, source.Id, Why(source));
        }

        return report;
    }

    private static string? Why(AslCase source)
    {
        try
        {
            var mismatches = AslRunner.Run(source);
            return mismatches.Count == 0 ? null : string.Join('\n', mismatches);
        }
#pragma warning disable CA1031 // One case that breaks must not hide the others.
        catch (Exception exception)
        {
            return exception.ToString();
        }
#pragma warning restore CA1031
    }
}

namespace AiProxy.Conformance.Tests.Reports;

/// <summary>A verb of the command line: where the cases are, and where the report goes.</summary>
internal static class Command
{
    private const string ReportOption = "--report";

    /// <returns>The exit code: 0 if everything could be run, whether or not it passed; 2 if not.</returns>
    public static int Run(string[] arguments, string folderOption, string shared, Func<Report> create)
    {
        if (arguments.Length % 2 != 0 || arguments.Where((_, i) => i % 2 == 0).Any(name => name != folderOption && name != ReportOption))
        {
            Console.Error.WriteLine($"usage: [{folderOption} DIR] [{ReportOption} FILE]");
            return 2;
        }

        if (Option(arguments, folderOption) is { } folder)
        {
            SharedFolder.Use(shared, folder);
        }

        if (SharedFolder.Find(shared) is not { } found || !Directory.Exists(found))
        {
            Console.Error.WriteLine($"There is no folder {Option(arguments, folderOption) ?? $"shared/{shared}"}: name one with {folderOption}.");
            return 2;
        }

        var report = create();
        report.Print(Console.Out);
        if (Option(arguments, ReportOption) is { } file)
        {
            report.Save(file);
        }

        return 0;
    }

    private static string? Option(string[] arguments, string name)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 ? arguments[at + 1] : null;
    }
}

using System.Globalization;
using System.Reflection;
using System.Text;
using AiProxy.Conformance.Tests.Asl;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Choices;
using AiProxy.StatesLanguage.Intrinsics;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.Conformance.Tests.Reports;

/// <summary>
/// Makes <c>docs/engine-coverage.md</c> from the engine's own tables and the recorded cases: what it knows, how many cases show it to do
/// as AWS does, and what it refuses in which words.
/// </summary>
internal static class CoveragePage
{
    public const string File = "docs/engine-coverage.md";

    /// <summary>What is refused, by a definition that asks for it.</summary>
    private static readonly (string What, string Map)[] Refused =
    [
        ("ResultWriter", """{"Type":"Map","End":true,"ItemProcessor":%P,"ResultWriter":{"Resource":"arn:aws:states:::s3:putObject"}}"""),
        ("ReaderConfig.InputType MANIFEST", Reader("MANIFEST")),
        ("ReaderConfig.InputType PARQUET", Reader("PARQUET")),
    ];

    /// <returns>The repository's root, or null outside of it.</returns>
    public static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "AiProxy.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    public static int Write(string[] arguments)
    {
        if (AslCases.Folder is null || (arguments.Length == 0 && FindRoot() is null))
        {
            Console.Error.WriteLine("The recorded cases or the repository are not here.");
            return 2;
        }

        System.IO.File.WriteAllText(arguments.Length > 0 ? arguments[0] : Path.Combine(FindRoot()!, File), Create());
        return 0;
    }

    public static string Create()
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # What the engine covers

            Made by `dotnet run -c Release --project tests/Conformance -- coverage` from the engine's own tables and the recorded cases; a test
            compares. A number such as 12/13 says that 13 recorded cases on real AWS use the thing and that the engine does in 12 of them all that
            AWS did: status, output, error, cause and every event, matched by the recordings' own rules and nothing else. Where Step Functions has
            changed since a recording, the engine is asked to do as of that day (`engine/StatesLanguage/ServiceChanges.cs`). Without a number no
            recorded case uses it, and only the engine's own tests do. Why the others differ stands in `tests/Conformance/Asl/known-failures.txt`.


            """);
        Groups(page);
        Fields(page);
        Names(page, "Choice operators", [.. ChoiceOperators.ByName.Keys.Append("And").Append("Or").Append("Not")], name => $"\"{name}\":");
        Names(page, "Intrinsic functions", IntrinsicFunction.Names, name => name + "(");
        Names(page, "Errors", Constants(typeof(ErrorNames)), name => $"\"{name}\"");
        Names(page, "Integration patterns", ["lambda:invoke", "http:invoke", "aws-sdk:", ".sync", ".waitForTaskToken", ":activity:"], name => name);
        page.Append("## Refused\n\n| what | with which words |\n|---|---|\n");
        foreach (var (what, map) in Refused)
        {
            var definition = $$$"""{"StartAt":"A","States":{"A":{{{map.Replace("%P", Processor, StringComparison.Ordinal)}}} } }""";
            page.Append(CultureInfo.InvariantCulture, $"| `{what}` | {StateMachine.Parse(definition).ErrorMessage} |\n");
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private const string Processor =
        """{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"B","States":{"B":{"Type":"Succeed"}}}""";

    private static string Reader(string type) =>
        $$$"""{"Type":"Map","End":true,"ItemProcessor":%P,"ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"{{{type}}}"} } }""";

    private static void Groups(StringBuilder page)
    {
        page.Append("## Recorded cases\n\n| group | pass | of |\n|---|---|---|\n");
        foreach (var group in AslCases.ById.Values.GroupBy(source => source.Group).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {group.Key} | {group.Count(Passes)} | {group.Count()} |\n");
        }

        page.Append('\n');
    }

    private static void Fields(StringBuilder page)
    {
        page.Append("## Fields by state\n\n| state | both | JSONata only | JSONPath only |\n|---|---|---|---|\n");
        foreach (var type in FieldTable.Types)
        {
            var fields = FieldTable.Find(type)!;
            page.Append(CultureInfo.InvariantCulture, $"| {type} | {Cell(fields.Both, type)} | {Cell(fields.Jsonata, type)} | {Cell(fields.JsonPath, type)} |\n");
        }

        page.Append('\n');
    }

    private static string Cell(IEnumerable<string> fields, string type) => string.Join(
        ", ", fields.Order(StringComparer.Ordinal).Select(field => $"{field} {Count($"\"{field}\":", $"\"Type\":\"{type}\"")}".TrimEnd()));

    private static void Names(StringBuilder page, string title, IEnumerable<string> names, Func<string, string> mark)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n| name | recorded cases |\n|---|---|\n");
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Count(mark(name))} |\n");
        }

        page.Append('\n');
    }

    private static string Count(params string[] marks)
    {
        var cases = AslCases.ById.Values.Where(source => marks.All(mark => source.Compact.Contains(mark, StringComparison.Ordinal))).ToArray();
        return cases.Length == 0 ? "" : $"{cases.Count(Passes)}/{cases.Length}";
    }

    private static bool Passes(AslCase source) => !KnownFailures.Lines.ContainsKey(source.Id);

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
}

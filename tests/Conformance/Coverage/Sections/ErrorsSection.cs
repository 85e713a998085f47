using System.Reflection;
using System.Text.RegularExpressions;
using AiProxy.StatesLanguage;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

internal sealed partial class ErrorsSection : Section
{
    private const int MostOfCause = 160;

    public override string Title => "Errors";

    public override void Write(Page page)
    {
        page.Paragraph(
            """
            Each was brought about in a state with a catcher, for what the engine reports and which catchers take it: for the error's own name,
            for the name it is reported as, for `States.ALL` and for `States.TaskFailed`.
            """);
        var names = Documented.Errors.Concat(Constants()).Concat(page.Cases.Names(Places.Error).Where(name => OfStepFunctions().IsMatch(name)));
        page.ProofTable(["error", "when", "reported as", "caught by"], names.Distinct().Order(StringComparer.Ordinal).Select(name => Row(page, name)));
        page.Paragraph("Errors of other services in the recordings. The engine hands on what a task reports:");
        page.ProofTable(["error"], page.Cases.Names(Places.Error).Where(name => OfServices().IsMatch(name) && !OfStepFunctions().IsMatch(name)).Select(name => (
            (IReadOnlyList<string>)[Markdown.Code(name)], page.Prove(name, page.Cases.Find(Places.Error, name), name))));
    }

    private static (IReadOnlyList<string> Cells, Proof Proof) Row(Page page, string name)
    {
        var proof = page.Prove(name, page.Cases.Find(Places.Error, name), name);
        if (name is ErrorNames.All or ErrorNames.TaskFailed && ErrorProbe.Find(name) is null)
        {
            return ([Markdown.Code(name), "only for catchers and retriers to name", "", ""], proof);
        }

        var probe = ErrorProbe.Find(name) ?? ErrorProbe.Reported(name);
        var result = probe.Run();
        string[] catchers = [name, result.Error!, ErrorNames.All, ErrorNames.TaskFailed];
        var caught = catchers.Distinct().Where(probe.IsCaughtBy).Select(Markdown.Code).ToArray();
        return ([Markdown.Code(name), probe.When, Report(result), caught.Length == 0 ? "nothing" : string.Join(", ", caught)], proof);
    }

    private static string Report(ExecutionResult result)
    {
        var cause = result.Cause is { Length: > MostOfCause } text ? text[..MostOfCause] + "..." : result.Cause;
        return Markdown.Code(result.Error ?? "") + (string.IsNullOrEmpty(cause) ? "" : $": {Markdown.Code(Ids().Replace(cause, "<id>"))}");
    }

    private static IEnumerable<string> Constants() =>
        typeof(ErrorNames).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    [GeneratedRegex(@"^(?:States|Lambda|Sandbox|Runtime)\.[A-Za-z.0-9]+$")]
    private static partial Regex OfStepFunctions();

    [GeneratedRegex(@"^[A-Za-z0-9]+\.(?:\d{3}|\w+Exception)$")]
    private static partial Regex OfServices();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();
}

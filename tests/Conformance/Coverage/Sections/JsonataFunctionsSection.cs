using AiProxy.Jsonata;
using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Functions.StepFunctions;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

internal sealed class JsonataFunctionsSection : Section
{
    private const int MostExamples = 3;

    public override string Title => "JSONata functions";

    public override void Write(Page page)
    {
        var offered = FunctionRegistry.For(JsonataOptions.StepFunctions).Names.ToHashSet(StringComparer.Ordinal);
        var standard = FunctionRegistry.For(JsonataOptions.Default).Names.ToHashSet(StringComparer.Ordinal);
        var added = StepFunctionsFunctions.All.Select(function => function.Name).ToArray();
        page.Paragraph("JSONata's own. The official suite's cases are those of JSONata 2.2.2 that name the function, by the suite's groups.");
        Table(page, standard.Except(added).Order(StringComparer.Ordinal), offered);
        page.Paragraph("Added or changed by Step Functions:");
        page.ProofTable(["function"], added.Order(StringComparer.Ordinal).Select(name => (
            (IReadOnlyList<string>)[Markdown.Code("$" + name)], page.Prove("$" + name, page.Cases.Find(Places.Function, name), $"${name}("))));
    }

    private static void Table(Page page, IEnumerable<string> names, HashSet<string> offered) =>
        page.ProofTable(["function", "official suite"], names.Select(name => (
            (IReadOnlyList<string>)[Markdown.Code("$" + name), SuiteIndex.Counts(SuiteIndex.Find(name))],
            offered.Contains(name) ? Prove(page, name) : Proof.OfRefusal(Refusal(name), page.Cases.Find(Places.Function, name)))));

    private static Proof Prove(Page page, string name)
    {
        var cases = page.Cases.Find(Places.Function, name);
        var suite = SuiteIndex.Find(name);
        return cases.Count > 0 || suite.Count == 0
            ? page.Prove("$" + name, cases, $"${name}(")
            : new Proof("", "suite " + string.Join(Markdown.LineBreak, suite
                .OrderBy(source => source.Expression.Length).ThenBy(source => source.Id, StringComparer.Ordinal)
                .Take(MostExamples).Select(source => Markdown.Code(source.Id))));
    }

    /// <summary>A call of what is not there is found when it is made.</summary>
    private static string Refusal(string name)
    {
        var definition = Ask.OneJsonataState($"\"Type\":\"Pass\",\"Output\":\"{{% ${name}('1') %}}\",\"End\":true");
        if (Ask.Refusal(definition) is { } refusal)
        {
            return refusal;
        }

        var result = Probe.Run(definition);
        return result.Error is null
            ? throw new InvalidOperationException($"The engine runs ${name} although it does not list it.")
            : $"{result.Error}: {result.Cause}";
    }
}

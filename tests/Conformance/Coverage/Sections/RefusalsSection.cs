using AiProxy.StatesLanguage;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

/// <summary>What is refused and belongs to no other table.</summary>
internal sealed class RefusalsSection : Section
{
    private static readonly (string What, string Definition)[] Refused =
    [
        ("a JSONPath field in a JSONata state", Ask.OneJsonataState("\"Type\":\"Pass\",\"InputPath\":\"$.a\",\"End\":true")),
        ("a JSONata field in a JSONPath state", Ask.OneState("\"Type\":\"Pass\",\"Output\":1,\"End\":true")),
        ("a JSONPath state in a JSONata machine", Ask.OneJsonataState("\"Type\":\"Pass\",\"QueryLanguage\":\"JSONPath\",\"End\":true")),
        ("a JSONata expression that does not parse", Expression("1 +")),
        ("the input by its name", Expression("phone")),
        ("the input as `$`", Expression("$")),
        ("the input as `$$`", Expression("$$")),
        ("`$states.errorOutput` where nothing was caught", Expression("$states.errorOutput")),
        ("a path that is none", Ask.OneState("\"Type\":\"Pass\",\"InputPath\":\"a\",\"End\":true")),
        ("an intrinsic function that is none", Ask.OneState("\"Type\":\"Pass\",\"Parameters\":{\"a.$\":\"States.Nothing()\"},\"End\":true")),
        ("a field that the state does not have", Ask.OneState("\"Type\":\"Pass\",\"Colour\":\"red\",\"End\":true")),
        ("a state type that is none", Ask.OneState("\"Type\":\"Loop\",\"End\":true")),
        ("a distributed Map's field in an inline one", Ask.OneState(Map("INLINE", "\"Label\":\"l\""))),
        ("a text that is no JSON", "not a definition"),
        ("a name that stands twice", Ask.OneState("\"Type\":\"Succeed\",\"Type\":\"Succeed\"")),
    ];

    private static readonly string Distributed = Map("DISTRIBUTED", "\"Label\":\"l\"", ",\"ExecutionType\":\"STANDARD\"");

    public override string Title => "Refused besides";

    public override void Write(Page page)
    {
        page.Table(["what", "with which words"], Refused.Select(item =>
            (IReadOnlyList<string>)[item.What, Markdown.Code(Words(item.What, item.Definition))]));
        page.Paragraph(
            "In an Express machine, beside what stands under Integrations, a distributed Map: "
            + Markdown.Code(Words("a distributed Map", Ask.OneState(Distributed), StateMachineType.Express)));
    }

    private static string Words(string what, string definition, StateMachineType type = StateMachineType.Standard) =>
        Ask.Refusal(definition, type) ?? throw new InvalidOperationException($"The engine takes {what}.");

    private static string Expression(string text) => Ask.OneJsonataState($"\"Type\":\"Pass\",\"Output\":\"{{% {text} %}}\",\"End\":true");

    private static string Map(string mode, string field, string type = "") =>
        $$$"""
        "Type":"Map","End":true,{{{field}}},"ItemProcessor":{"ProcessorConfig":{"Mode":"{{{mode}}}" {{{type}}} },"StartAt":"B","States":{"B":{"Type":"Succeed"} } }
        """;
}

using AiProxy.StatesLanguage.Choices;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

internal sealed class ChoiceSection : Section
{
    public override string Title => "Choice rules and operators";

    public override void Write(Page page)
    {
        page.Paragraph("Fields of a rule:");
        FieldRows.Write(page, Places.ChoiceRule, ComparisonParser.RuleFields, StateParser.JsonataRuleFields);
        page.Paragraph("Operators, all of them JSONPath's:");
        page.ProofTable(["operator"], ChoiceOperators.ByName.Keys.Concat(ComparisonParser.Combinations).Order(StringComparer.Ordinal).Select(name => (
            (IReadOnlyList<string>)[Markdown.Code(name)],
            page.Prove($"operator {name}", page.Cases.Find(Places.ChoiceRule, name), $"\"{name}\""))));
    }
}

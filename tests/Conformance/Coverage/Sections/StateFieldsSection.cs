using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

internal sealed class StateFieldsSection : Section
{
    public override string Title => "Fields by state";

    public override void Write(Page page)
    {
        foreach (var type in FieldTable.Types)
        {
            var fields = FieldTable.Find(type)!;
            page.Paragraph($"### {type}");
            page.ProofTable(FieldRows.Columns, fields.Both.Concat(fields.Jsonata).Concat(fields.JsonPath).Order(StringComparer.Ordinal).Select(field => (
                (IReadOnlyList<string>)
                [
                    Markdown.Code(field),
                    FieldRows.Language(!fields.Jsonata.Contains(field), !fields.JsonPath.Contains(field)),
                ],
                page.ProveOrRefuse(
                    $"{type}/{field}", Documented.Refusal(type, field), page.Cases.Find(type, field), new TestMark.Beside($"\"Type\":\"{type}\"", $"\"{field}\":")))));
        }
    }
}

using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

internal sealed class TopLevelSection : Section
{
    public override string Title => "Top-level fields";

    public override void Write(Page page)
    {
        var fields = DefinitionParser.TopLevelFields;
        FieldRows.Write(page, Places.TopLevel, fields, fields, field => new TestMark.Beside("\"StartAt\":", field));
        page.Paragraph("Of a Parallel's branch:");
        FieldRows.Write(page, Places.Branch, DefinitionParser.BranchFields, DefinitionParser.BranchFields);
    }
}

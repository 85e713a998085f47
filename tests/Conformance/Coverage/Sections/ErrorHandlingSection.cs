using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

internal sealed class ErrorHandlingSection : Section
{
    public override string Title => "Retriers and catchers";

    public override void Write(Page page)
    {
        page.Paragraph("### Retry");
        FieldRows.Write(page, Places.Retrier, ErrorHandlingParser.RetrierFields, ErrorHandlingParser.RetrierFields);
        page.Paragraph("### Catch");
        FieldRows.Write(page, Places.Catcher, ErrorHandlingParser.CatcherFields);
    }
}

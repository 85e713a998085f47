using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

/// <summary>The objects within a Map.</summary>
internal sealed class MapPartsSection : Section
{
    /// <summary>Read one by one, so that the engine has no table of them.</summary>
    private static readonly string[] ProcessorConfig = ["ExecutionType", "Mode"];

    private static readonly string[] WriterColumns = ["field", "query language"];

    public override string Title => "Parts of a Map";

    public override void Write(Page page)
    {
        page.Paragraph("### ItemProcessor");
        FieldRows.Write(page, Places.ItemProcessor, DefinitionParser.ItemProcessorFields, DefinitionParser.ItemProcessorFields);
        page.Paragraph("### ProcessorConfig");
        FieldRows.Write(page, Places.ProcessorConfig, ProcessorConfig, ProcessorConfig);
        page.Paragraph("### ItemReader");
        FieldRows.Write(page, Places.ItemReader, DistributedParser.ReaderFields);
        Reader(page);
        page.Paragraph("### ItemBatcher");
        Batcher(page);
        Writer(page);
    }

    private static void Reader(Page page)
    {
        page.Paragraph("### ReaderConfig");
        page.ProofTable(
            FieldRows.Columns,
            DistributedParser.ReaderConfigFields.Union(Documented.ReaderConfig.Select(item => item.Field)).Order(StringComparer.Ordinal).Select(field => (
                (IReadOnlyList<string>)[Markdown.Code(field), FieldRows.Language(true, !field.EndsWith("Path", StringComparison.Ordinal))],
                page.ProveOrRefuse(
                    $"ReaderConfig/{field}",
                    Documented.ReaderConfig.Where(item => item.Field == field).Select(item => Documented.ReaderConfigRefusal(field, item.Json)).FirstOrDefault(),
                    page.Cases.Find(Places.ReaderConfig, field),
                    FieldRows.Within(Places.ReaderConfig, $"\"{field}\":")))));
        page.Paragraph("Its `InputType`:");
        page.ProofTable(["value"], DistributedParser.InputTypes.Select(type => (
            (IReadOnlyList<string>)[Markdown.Code(type)],
            page.ProveOrRefuse(
                $"InputType {type}",
                Documented.ReaderConfigRefusal("InputType", type == "CSV" ? "\"CSV\",\"CSVHeaderLocation\":\"FIRST_ROW\"" : $"\"{type}\""),
                page.Cases.Find(Places.InputType, type),
                $"\"InputType\":\"{type}\""))));
    }

    private static void Batcher(Page page) => FieldRows.Write(
        page,
        Places.ItemBatcher,
        DistributedParser.BatcherFields,
        [.. DistributedParser.BatcherFields.Where(field => !field.EndsWith("Path", StringComparison.Ordinal))]);

    private static void Writer(Page page)
    {
        page.Paragraph("### ResultWriter");
        page.ProofTable(WriterColumns, Documented.ResultWriter.Select(item => (
            (IReadOnlyList<string>)[Markdown.Code(item.Field), FieldRows.Language(item.JsonPath, item.Jsonata)],
            page.ProveOrRefuse(
                $"ResultWriter/{item.Field}",
                Documented.ResultWriterRefusal(item.Json, !item.JsonPath),
                page.Cases.Find(Places.ResultWriter, item.Field),
                FieldRows.Within(Places.ResultWriter, $"\"{item.Field}\":")))));
        page.Paragraph("### WriterConfig");
        page.ProofTable(WriterColumns, Documented.WriterConfig.Select(item => (
            (IReadOnlyList<string>)[Markdown.Code(item.Field), FieldRows.Language(true, true)],
            page.ProveOrRefuse(
                $"WriterConfig/{item.Field}",
                Documented.ResultWriterRefusal(item.Json, false),
                page.Cases.Find(Places.WriterConfig, item.Field),
                FieldRows.Within(Places.WriterConfig, $"\"{item.Field}\":")))));
    }
}

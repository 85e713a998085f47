using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Paths;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>Reads what a JSONPath state does with its data: InputPath, ResultSelector, ResultPath, OutputPath.</summary>
internal static class DataFlowParser
{
    private static readonly JsonPath Root = PathParser.Parse("$")!;

    /// <returns>Null if there is nothing but the defaults.</returns>
    public static DataFlow? Parse(FieldReader fields, TemplateParser templates)
    {
        var selector = fields.Get("ResultSelector", SourceKind.Object);
        var flow = new DataFlow(
            ParsePath(fields, "InputPath"),
            selector is null ? null : templates.Parse(selector, "ResultSelector", fields.At("ResultSelector")),
            ParseResultPath(fields),
            ParsePath(fields, "OutputPath"));
        return flow is { InputPath: null, ResultSelector: null, ResultPath: null, OutputPath: null } ? null : flow;
    }

    public static PathField? ParseResultPath(FieldReader fields)
    {
        var field = ParsePath(fields, "ResultPath");
        if (field?.Path is { } path && (path.Root != PathRoot.Data || !path.IsReference))
        {
            fields.Diagnostics.Schema("Value is not a Reference Path", fields.At("ResultPath"));
        }

        return field;
    }

    private static PathField? ParsePath(FieldReader fields, string name)
    {
        var node = fields.Node.Get(name);
        if (node is null || node is { Kind: SourceKind.String, Text: "$" })
        {
            return null;
        }

        if (node.Kind == SourceKind.Null)
        {
            return new PathField(null);
        }

        if (fields.Get(name, SourceKind.String) is null)
        {
            return null;
        }

        var path = PathParser.Parse(node.Text);
        if (path is null)
        {
            fields.Diagnostics.Schema(
                name == "ResultPath" ? FieldReader.NotAReferencePath(node.Text) : "Value must be a valid JSONPath.", fields.At(name));
        }

        return new PathField(path ?? Root);
    }
}

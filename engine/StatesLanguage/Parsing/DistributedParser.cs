using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AiProxy.StatesLanguage.Diagnostics;
using AiProxy.StatesLanguage.Items;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>Reads what a distributed Map has beside an inline one.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html"/>
internal sealed partial class DistributedParser(FieldReader map, QueryLanguage language, TemplateParser templates)
{
    private const int MaxLabelLength = 40;
    private const string NotInLabels = " <>{}[]?*\"#%\\^|~`$&,;:/";

    public static readonly string[] ReaderConfigFields =
        ["InputType", "CSVHeaderLocation", "CSVHeaders", "CSVDelimiter", "MaxItems", "MaxItemsPath", "ItemsPointer", "Transformation"];

    public static readonly string[] InputTypes = ["CSV", "JSON", "JSONL", "MANIFEST", "PARQUET"];

    public static readonly string[] BatcherFields =
        ["MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath", "BatchInput"];

    public static string[] ReaderFields(QueryLanguage language) =>
        ["Resource", language == QueryLanguage.Jsonata ? "Arguments" : "Parameters", "ReaderConfig"];

    private string ArgumentsField => language == QueryLanguage.Jsonata ? "Arguments" : "Parameters";

    public DistributedDefinition Parse(FieldReader config)
    {
        var type = config.OneOf("ExecutionType", "STANDARD", "EXPRESS");
        return new DistributedDefinition(type == "EXPRESS", ParseLabel(), ParseReader(), ParseBatcher(), ParseWriter());
    }

    private string? ParseLabel()
    {
        var label = map.String("Label");
        if (label is null)
        {
            return null;
        }

        if (LabelProblem(label) is { } problem)
        {
            map.Diagnostics.Error(DiagnosticCodes.InvalidLabelName, $"Invalid Label name: Label {problem}", map.At("Label"));
        }

        return label;
    }

    [GeneratedRegex("^arn:[^:]+:states:::s3:(getObject|listObjectsV2)$", RegexOptions.CultureInvariant)]
    private static partial Regex ReaderResource();

    [GeneratedRegex("^arn:[^:]+:states:::s3:putObject$", RegexOptions.CultureInvariant)]
    private static partial Regex WriterResource();

    private static string? LabelProblem(string label)
    {
        if (label.Length == 0)
        {
            return "name cannot be empty";
        }

        if (label.Length > MaxLabelLength)
        {
            return $"'{label}' exceeds the {MaxLabelLength}-character limit allowed by the service";
        }

        foreach (var c in label)
        {
            if (NotInLabels.Contains(c, StringComparison.Ordinal) || char.IsControl(c) || char.IsWhiteSpace(c))
            {
                return $"'{label}' contains invalid character: '{c}'";
            }
        }

        return null;
    }

    private ItemReaderDefinition? ParseReader()
    {
        if (map.Get("ItemReader", SourceKind.Object) is not { } node)
        {
            return null;
        }

        var reader = new FieldReader(node, map.At("ItemReader"), map.Diagnostics);
        reader.RefuseUnknown(ReaderFields(language));
        reader.Require("Resource");
        var resource = ParseResource(reader, ReaderResource()) ?? "";
        var configNode = reader.Get("ReaderConfig", SourceKind.Object) ?? new SourceNode(SourceKind.Object);
        var config = new FieldReader(configNode, reader.At("ReaderConfig"), map.Diagnostics);
        var arguments = node.Get(ArgumentsField);
        return new ItemReaderDefinition(
            resource,
            arguments is null ? null : templates.Parse(arguments, $"ItemReader/{ArgumentsField}", reader.At(ArgumentsField)),
            ParseFormat(config),
            Integer(config, "MaxItems", "ItemReader/ReaderConfig/"));
    }

    private static string? ParseResource(FieldReader fields, Regex allowed)
    {
        var resource = fields.String("Resource");
        if (!string.IsNullOrEmpty(resource) && !allowed.IsMatch(resource))
        {
            fields.Diagnostics.Schema("The field 'Resource' does not match any of the allowed values", fields.At("Resource"));
        }

        return resource;
    }

    private ItemFormat ParseFormat(FieldReader config)
    {
        config.RefuseUnknown(ReaderConfigFields);
        var type = config.OneOf("InputType", InputTypes);
        if (type is "MANIFEST" or "PARQUET")
        {
            map.Diagnostics.Error(
                DiagnosticCodes.NotSupported, $"The InputType {type} is not supported: use CSV, JSON or JSONL", config.At("InputType"));
        }

        if (config.OneOf("Transformation", "NONE", "LOAD_AND_FLATTEN") == "LOAD_AND_FLATTEN")
        {
            map.Diagnostics.Error(
                DiagnosticCodes.NotSupported,
                "The Transformation LOAD_AND_FLATTEN is not supported: read each object in a Map of its own",
                config.At("Transformation"));
        }

        var headers = config.Get("CSVHeaders", SourceKind.Array);
        var location = config.OneOf("CSVHeaderLocation", "FIRST_ROW", "GIVEN");
        if (type == "CSV" && !config.Has("CSVHeaderLocation"))
        {
            map.Diagnostics.Schema("The field 'CSVHeaderLocation' is required", config.Location);
        }
        else if (type == "JSON" && config.Has("CSVHeaderLocation"))
        {
            map.Diagnostics.Schema("Field 'CSVHeaderLocation' is not supported", config.Location);
        }
        else if (location == "GIVEN")
        {
            config.Require("CSVHeaders");
        }

        return new ItemFormat(
            type,
            location == "GIVEN" && headers is not null ? [.. headers.Items.Select(item => item.Text)] : (ImmutableArray<string>?)null,
            Delimiter(config),
            config.String("ItemsPointer"));
    }

    private static char Delimiter(FieldReader config) => config.OneOf("CSVDelimiter", "COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB") switch
    {
        "PIPE" => '|',
        "SEMICOLON" => ';',
        "SPACE" => ' ',
        "TAB" => '\t',
        _ => ',',
    };

    private ItemBatcherDefinition? ParseBatcher()
    {
        if (map.Get("ItemBatcher", SourceKind.Object) is not { } node)
        {
            return null;
        }

        var batcher = new FieldReader(node, map.At("ItemBatcher"), map.Diagnostics);
        batcher.RefuseUnknown(BatcherFields);
        var input = node.Get("BatchInput");
        return new ItemBatcherDefinition(
            Integer(batcher, "MaxItemsPerBatch", "ItemBatcher/"),
            Integer(batcher, "MaxInputBytesPerBatch", "ItemBatcher/"),
            input is null ? null : templates.Parse(input, "ItemBatcher/BatchInput", batcher.At("BatchInput")));
    }

    private ResultWriterDefinition? ParseWriter()
    {
        if (map.Get("ResultWriter", SourceKind.Object) is not { } node)
        {
            return null;
        }

        var writer = new FieldReader(node, map.At("ResultWriter"), map.Diagnostics);
        var resource = ParseResource(writer, WriterResource());
        var config = new FieldReader(
            writer.Get("WriterConfig", SourceKind.Object) ?? new SourceNode(SourceKind.Object), writer.At("WriterConfig"), map.Diagnostics);
        if (writer.Has("Resource") && !writer.Has(ArgumentsField))
        {
            // With the other language's name for it only this is said: seen on AWS.
            writer.Require(ArgumentsField);
            writer.RefuseUnknown("Resource", "Arguments", "Parameters", "WriterConfig");
        }
        else
        {
            writer.RefuseUnknown("Resource", ArgumentsField, "WriterConfig");
        }

        if (writer.Has(ArgumentsField))
        {
            writer.Require("Resource");
        }

        config.RefuseUnknown("Transformation", "OutputType");
        var transformation = config.OneOf("Transformation", "NONE", "COMPACT", "FLATTEN") switch
        {
            "NONE" => ResultTransformation.None,
            "COMPACT" => ResultTransformation.Compact,
            "FLATTEN" => ResultTransformation.Flatten,
            _ => resource is null ? ResultTransformation.Compact : ResultTransformation.None,
        };
        var arguments = node.Get(ArgumentsField);
        return new ResultWriterDefinition(
            node.Members.Count == 0,
            resource,
            arguments is null ? null : templates.Parse(arguments, $"ResultWriter/{ArgumentsField}", writer.At(ArgumentsField)),
            transformation,
            config.OneOf("OutputType", "JSON", "JSONL") == "JSONL");
    }

    private Template? Integer(FieldReader fields, string field, string prefix)
    {
        if (language == QueryLanguage.JsonPath)
        {
            fields.RefuseBoth(field, field + "Path");
        }
        else if (fields.Has(field + "Path"))
        {
            map.Diagnostics.Schema(FieldReader.OnlyFor("JSONata", field + "Path", "JSONPath"), fields.Location);
        }

        var template = fields.IntegerTemplate(field, 0, int.MaxValue, templates);
        if (template is not null)
        {
            return template with { Field = prefix + field };
        }

        return language == QueryLanguage.JsonPath ? templates.ParsePathField(fields, field + "Path") : null;
    }
}

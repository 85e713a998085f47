using System.Collections.Immutable;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>Reads the fields only a Map has.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html"/>
internal sealed class MapParser(FieldReader fields, QueryLanguage language, TemplateParser templates)
{
    private static readonly string[] DistributedOnly = ["ItemReader", "ItemBatcher", "ResultWriter", "Label"];

    public MapDefinition Parse(
        Func<SourceNode, string, ScopeDefinition?> parseScope,
        string name,
        ImmutableArray<RetrierDefinition> retry,
        ImmutableArray<CatcherDefinition> catchers)
    {
        fields.RequireOneOf("ItemProcessor", "Iterator");
        if (language == QueryLanguage.JsonPath)
        {
            fields.RefuseBoth("ItemSelector", "Parameters");
        }

        var processorField = fields.Has("ItemProcessor") ? "ItemProcessor" : "Iterator";
        var processor = fields.Get(processorField, SourceKind.Object);
        var distributed = ParseMode(processor, fields.At(processorField));
        var scope = processor is null ? null : parseScope(processor, fields.At(processorField));
        return new MapDefinition
        {
            Name = name,
            Location = fields.Location,
            QueryLanguage = language,
            Distributed = distributed,
            Processor = scope ?? new ScopeDefinition(fields.At(processorField), "", []),
            Items = language == QueryLanguage.JsonPath ? templates.ParsePathField(fields, "ItemsPath") : Items(),
            ItemSelector = Template("ItemSelector") ?? (language == QueryLanguage.JsonPath ? Template("Parameters") : null),
            // More than the service runs at once may be asked for.
            MaxConcurrency = Integer("MaxConcurrency", int.MaxValue),
            ToleratedFailureCount = Integer("ToleratedFailureCount", int.MaxValue),
            ToleratedFailurePercentage = Integer("ToleratedFailurePercentage", 100),
            Retry = retry,
            Catch = catchers,
        };
    }

    private DistributedDefinition? ParseMode(SourceNode? processor, string location)
    {
        var node = processor?.Get("ProcessorConfig");
        var config = new FieldReader(
            node is { Kind: SourceKind.Object } ? node : new SourceNode(SourceKind.Object),
            location + "/ProcessorConfig",
            fields.Diagnostics);
        var mode = config.OneOf("Mode", "INLINE", "DISTRIBUTED");
        if (mode == "DISTRIBUTED")
        {
            config.Require("ExecutionType");
            return new DistributedParser(fields, language, templates).Parse(config);
        }

        if (mode == "INLINE" && config.Has("ExecutionType"))
        {
            fields.Diagnostics.Schema("Field 'ExecutionType' is not supported", config.Location);
        }

        foreach (var field in DistributedOnly.Where(fields.Has))
        {
            fields.Diagnostics.Schema($"Field '{field}' is only supported in a distributed Map", fields.At(field));
        }

        return null;
    }

    private Template? Items()
    {
        var node = fields.Node.Get("Items");
        if (node is null)
        {
            return null;
        }

        if (node.Kind is not (SourceKind.Array or SourceKind.Object) && !templates.IsExpression(node))
        {
            fields.Diagnostics.Schema("Expected an array, an object or a JSONata expression", fields.At("Items"));
        }

        return templates.Parse(node, "Items", fields.At("Items"));
    }

    private Template? Integer(string field, int maximum)
    {
        if (language != QueryLanguage.JsonPath)
        {
            return fields.IntegerTemplate(field, 0, maximum, templates);
        }

        fields.RefuseBoth(field, field + "Path");
        return fields.IntegerTemplate(field, 0, maximum, templates) ?? templates.ParsePathField(fields, field + "Path");
    }

    private Template? Template(string field) =>
        fields.Node.Get(field) is { } node ? templates.Parse(node, field, fields.At(field)) : null;
}

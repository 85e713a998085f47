using AiProxy.StatesLanguage.Items;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Execution.Program;

/// <summary>What a distributed Map has beside an inline one, bound.</summary>
internal sealed class DistributedNode(DistributedDefinition definition, VariableLayout layout)
{
    public bool IsExpress { get; } = definition.IsExpress;

    public string? Label { get; } = definition.Label;

    /// <summary>The reader's Resource; null if the items are the state's data.</summary>
    public string? ReaderResource { get; } = definition.Reader?.Resource;

    public BoundTemplate? ReaderArguments { get; } = BoundTemplate.Bind(definition.Reader?.Arguments, layout);

    public ItemFormat? Format { get; } = definition.Reader?.Format;

    public BoundTemplate? MaxItems { get; } = BoundTemplate.Bind(definition.Reader?.MaxItems, layout);

    public bool HasBatches { get; } = definition.Batcher is not null;

    public BoundTemplate? MaxItemsPerBatch { get; } = BoundTemplate.Bind(definition.Batcher?.MaxItems, layout);

    public BoundTemplate? MaxInputBytesPerBatch { get; } = BoundTemplate.Bind(definition.Batcher?.MaxInputBytes, layout);

    /// <summary>What is done with the results; null for the outputs of what succeeded.</summary>
    public ResultWriterDefinition? Writer { get; } = definition.Writer;

    public BoundTemplate? WriterArguments { get; } = BoundTemplate.Bind(definition.Writer?.Arguments, layout);

    public BoundTemplate? BatchInput { get; } = BoundTemplate.Bind(definition.Batcher?.BatchInput, layout);
}

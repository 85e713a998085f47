using System.Collections.Immutable;
using AiProxy.StatesLanguage.Items;

namespace AiProxy.StatesLanguage.Model;

/// <summary>What a distributed Map has beside an inline one.</summary>
/// <param name="IsExpress">Whether its child executions are Express ones.</param>
/// <param name="Label">The name in its ARN, if given.</param>
/// <param name="Reader">Where the items come from, if not from the state's data.</param>
/// <param name="Batcher">How items are put together, if they are.</param>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html"/>
internal sealed record DistributedDefinition(
    bool IsExpress, string? Label, ItemReaderDefinition? Reader, ItemBatcherDefinition? Batcher);

/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html"/>
internal sealed record ItemReaderDefinition(string Resource, Template? Arguments, ItemFormat Format, Template? MaxItems);

/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html"/>
internal sealed record ItemBatcherDefinition(Template? MaxItems, Template? MaxInputBytes, Template? BatchInput)
{
    /// <summary>Every template of the batcher.</summary>
    public ImmutableArray<Template?> Templates => [MaxItems, MaxInputBytes, BatchInput];
}

using System.Collections.Immutable;
using AiProxy.StatesLanguage.Items;

namespace AiProxy.StatesLanguage.Model;

/// <summary>What a distributed Map has beside an inline one.</summary>
/// <param name="IsExpress">Whether its child executions are Express ones.</param>
/// <param name="Label">The name in its ARN, if given.</param>
/// <param name="Reader">Where the items come from, if not from the state's data.</param>
/// <param name="Batcher">How items are put together, if they are.</param>
/// <param name="Writer">What is done with the results, if not what is done without saying.</param>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html"/>
internal sealed record DistributedDefinition(
    bool IsExpress, string? Label, ItemReaderDefinition? Reader, ItemBatcherDefinition? Batcher, ResultWriterDefinition? Writer);

/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html"/>
internal sealed record ItemReaderDefinition(string Resource, Template? Arguments, ItemFormat Format, Template? MaxItems);

/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html"/>
internal sealed record ItemBatcherDefinition(Template? MaxItems, Template? MaxInputBytes, Template? BatchInput)
{
    /// <summary>Every template of the batcher.</summary>
    public ImmutableArray<Template?> Templates => [MaxItems, MaxInputBytes, BatchInput];
}

/// <param name="IsEmpty">Whether nothing is said: Step Functions takes that, and fails when it comes to it.</param>
/// <param name="Resource">What writes the results; null if they are the state's result.</param>
/// <param name="Arguments">The Bucket and the Prefix.</param>
/// <param name="Transformation">What of each child is kept.</param>
/// <param name="IsLines">Whether the files are JSON Lines.</param>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html"/>
internal sealed record ResultWriterDefinition(
    bool IsEmpty, string? Resource, Template? Arguments, ResultTransformation Transformation, bool IsLines);

internal enum ResultTransformation
{
    /// <summary>Its output with all that is known of the execution.</summary>
    None,

    /// <summary>Its output.</summary>
    Compact,

    /// <summary>Its output, or the items of that if it is an array.</summary>
    Flatten,
}

using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Tasks;

/// <summary>Reads what a distributed Map's ItemReader names. Given to the engine by its host; called from any thread.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html"/>
public interface IItemReader
{
    /// <summary>Reads.</summary>
    /// <param name="request">What to read.</param>
    /// <param name="cancellationToken">Fires when the items are no longer wanted.</param>
    /// <returns>What was read, or why not.</returns>
    ValueTask<ItemReaderOutcome> ReadAsync(ItemReaderRequest request, CancellationToken cancellationToken);
}

/// <summary>What an ItemReader names.</summary>
/// <param name="Resource">Its Resource, for example <c>arn:aws:states:::s3:getObject</c>.</param>
/// <param name="Arguments">Its evaluated Arguments or Parameters, for example Bucket and Key.</param>
/// <param name="InputType">The format, if the definition says one: <c>CSV</c>, <c>JSON</c>, <c>JSONL</c>.</param>
public sealed record ItemReaderRequest(string Resource, Value Arguments, string? InputType);

/// <summary>What was read.</summary>
public readonly struct ItemReaderOutcome
{
    private ItemReaderOutcome(ReadOnlyMemory<byte> content, Value items, string? problem)
    {
        Content = content;
        Items = items;
        Problem = problem;
    }

    /// <summary>The text, in the format the definition names.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The items themselves, where there is no text (a listing); otherwise undefined.</summary>
    public Value Items { get; }

    /// <summary>Why nothing was read: the cause of States.ItemReaderFailed. Null if something was.</summary>
    public string? Problem { get; }

    /// <summary>The text of an object.</summary>
    /// <param name="utf8">UTF-8, with or without a byte order mark.</param>
    /// <returns>The outcome.</returns>
    public static ItemReaderOutcome FromContent(ReadOnlyMemory<byte> utf8) => new(utf8, default, null);

    /// <summary>Items that are data already.</summary>
    /// <param name="items">An array.</param>
    /// <returns>The outcome.</returns>
    public static ItemReaderOutcome FromItems(Value items) => new(default, items, null);

    /// <summary>Nothing was read.</summary>
    /// <param name="cause">Why.</param>
    /// <returns>The outcome.</returns>
    public static ItemReaderOutcome Failed(string cause) => new(default, default, cause);
}

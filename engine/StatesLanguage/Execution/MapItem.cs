using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Execution;

/// <summary>The Map item that a flow works on, for <c>$states.context.Map.Item</c>.</summary>
/// <param name="Index">Its place among the items, from 0.</param>
/// <param name="Value">The item, or the member's value.</param>
/// <param name="Key">The member's name where the items are an object's members.</param>
/// <param name="Source">Where it comes from: <c>STATE_DATA</c>, or the object in S3 that was read.</param>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html#contextobject-map"/>
internal sealed record MapItem(int Index, Value Value, string? Key, string Source = MapItem.StateData)
{
    public const string StateData = "STATE_DATA";

    /// <summary>The items of a list.</summary>
    public static MapItem[] Of(IEnumerable<Value> values, string source) =>
        [.. values.Select((value, index) => new MapItem(index, value, null, source))];

    /// <summary>The members of an object, at most so many.</summary>
    public static MapItem[] Of(ObjectValue members, int most = int.MaxValue, string source = StateData) =>
        [.. Enumerable.Range(0, Math.Min(members.Count, most)).Select(i => new MapItem(i, members.ValueAt(i), members.KeyAt(i), source))];

    public Value ToContext() => Value.From(
        new ObjectBuilder(1).Add(
            "Item",
            Value.From(new ObjectBuilder(4)
                .Add("Index", Value.From(Index))
                .Add("Key", Value.From(Key))
                .Add("Value", Value)
                .Add("Source", Value.From(Source))
                .Build())).Build());

    /// <summary>What a child of a distributed Map is given without an ItemSelector: a member with its name.</summary>
    public Value ToInput() => Key is null
        ? Value
        : Value.From(new ObjectBuilder(2).Add("Key", Value.From(Key)).Add("Value", Value).Build());
}

using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Execution;

/// <summary>The Map item that a flow works on, for <c>$states.context.Map.Item</c>.</summary>
internal sealed record MapItem(int Index, Value Value, string? Key)
{
    public Value ToContext() => Value.From(
        new ObjectBuilder(1).Add(
            "Item",
            Value.From(new ObjectBuilder(3)
                .Add("Index", Value.From(Index))
                .Add("Value", Value)
                .Add("Key", Value.From(Key))
                .Build())).Build());
}

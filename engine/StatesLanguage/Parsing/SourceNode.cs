using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Parsing;

internal enum SourceKind
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// <summary>A JSON value of the definition, before anything is known about its meaning.</summary>
internal sealed class SourceNode(SourceKind kind)
{
    public SourceKind Kind { get; } = kind;

    /// <summary>The string's value; the number's text as written.</summary>
    public string Text { get; init; } = "";

    public double Number { get; init; }

    public bool Boolean { get; init; }

    public List<SourceMember> Members { get; } = [];

    public List<SourceNode> Items { get; } = [];

    public bool IsInteger => Kind == SourceKind.Number && Math.Floor(Number) == Number;

    public SourceNode? Get(string name)
    {
        foreach (var member in Members)
        {
            if (member.Name == name)
            {
                return member.Value;
            }
        }

        return null;
    }

    public Value ToValue()
    {
        switch (Kind)
        {
            case SourceKind.String:
                return Value.From(Text);
            case SourceKind.Number:
                return Value.From(Number);
            case SourceKind.Boolean:
                return Value.From(Boolean);
            case SourceKind.Array:
                var items = new ArrayBuilder(Items.Count);
                foreach (var item in Items)
                {
                    items.Add(item.ToValue());
                }

                return Value.From(items.Build());
            case SourceKind.Object:
                var members = new ObjectBuilder(Members.Count);
                foreach (var member in Members)
                {
                    members.Add(member.Name, member.Value.ToValue());
                }

                return Value.From(members.Build());
            default:
                return Value.Null;
        }
    }
}

internal readonly record struct SourceMember(string Name, SourceNode Value);

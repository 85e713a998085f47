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
    private bool? _isPlain;

    public SourceKind Kind { get; } = kind;

    /// <summary>Where it begins in the text, in bytes.</summary>
    public int Offset { get; init; }

    /// <summary>The string's value; the number's text as written.</summary>
    public string Text { get; init; } = "";

    public double Number { get; init; }

    public bool Boolean { get; init; }

    public List<SourceMember> Members { get; } = [];

    public List<SourceNode> Items { get; } = [];

    public bool IsInteger => Kind == SourceKind.Number && Math.Floor(Number) == Number;

    /// <summary>
    /// Whether it is a text that opens or closes an expression, if not both. With blanks on both sides it does neither: recorded on AWS.
    /// </summary>
    public bool HasMarker => Text.StartsWith("{%", StringComparison.Ordinal) || Text.EndsWith("%}", StringComparison.Ordinal);

    /// <summary>Whether nothing in it can be an expression, a path or a call, in either query language. Asked once it is read.</summary>
    public bool IsPlain => _isPlain ??= Kind switch
    {
        SourceKind.String => !HasMarker,
        SourceKind.Array => Items.TrueForAll(item => item.IsPlain),
        SourceKind.Object => Members.TrueForAll(member => !member.Name.EndsWith(".$", StringComparison.Ordinal) && member.Value.IsPlain),
        _ => true,
    };

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
                // Written as in data, so that a number of many digits keeps them.
                return Value.Parse(Text);
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

/// <param name="Name">The member's name.</param>
/// <param name="Offset">Where the name begins in the text, in bytes.</param>
/// <param name="Value">The member's value.</param>
internal readonly record struct SourceMember(string Name, int Offset, SourceNode Value)
{
    public void Deconstruct(out string name, out SourceNode value) => (name, value) = (Name, Value);
}

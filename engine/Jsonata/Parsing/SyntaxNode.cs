using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Parsing;

/// <summary>
/// A node of the syntax tree. One mutable class, as in jsonata-js, because post-processing turns nodes into others in place;
/// only the members that its kind uses are set.
/// </summary>
internal sealed class SyntaxNode(SyntaxKind kind, int position)
{
    public SyntaxKind Kind { get; set; } = kind;

    public int Position { get; } = position;

    /// <summary>The name, text, number, literal or operator.</summary>
    public Value Value { get; set; }

    public string Text => Value.Ref as string ?? string.Empty;

    public RegexPattern? Regex { get; init; }

    /// <summary>Left operand; condition; pattern of a transform; body of a lambda; the procedure of a call.</summary>
    public SyntaxNode? Left { get; set; }

    /// <summary>Right operand; the branch if true; the update of a transform.</summary>
    public SyntaxNode? Right { get; set; }

    /// <summary>The branch if false; the deletion of a transform.</summary>
    public SyntaxNode? Else { get; set; }

    /// <summary>Items of an array or block, arguments, parameters, steps of a path.</summary>
    public List<SyntaxNode> Items { get; set; } = [];

    /// <summary>Key and value expressions of an object constructor or a group-by.</summary>
    public List<(SyntaxNode Key, SyntaxNode Value)> Pairs { get; set; } = [];

    public List<(SyntaxNode Expression, bool Descending)> Terms { get; set; } = [];

    public Signature? Signature { get; set; }

    /// <summary><c>[]</c> was written after it.</summary>
    public bool KeepArray { get; set; }

    /// <summary>Some step of the path has <see cref="KeepArray"/>.</summary>
    public bool KeepSingletonArray { get; set; }

    /// <summary>An array constructor at a path's end or start, not flattened.</summary>
    public bool Constructed { get; set; }

    /// <summary>A call in tail position of a lambda.</summary>
    public bool TailCall { get; set; }

    /// <summary>Filters of a node that is no step.</summary>
    public List<Stage>? Predicates { get; set; }

    /// <summary>Filters and index bindings of a step.</summary>
    public List<Stage>? Stages { get; set; }

    /// <summary>The group-by, an <see cref="SyntaxKind.Object"/>.</summary>
    public SyntaxNode? Group { get; set; }

    /// <summary>The variable of <c>@$v</c>.</summary>
    public string? Focus { get; set; }

    /// <summary>The variable of <c>#$v</c>.</summary>
    public string? Index { get; set; }

    /// <summary>The step or path carries a stream of tuples.</summary>
    public bool Tuple { get; set; }

    /// <summary>The slot under which the step's input is remembered for a <c>%</c> further on.</summary>
    public AncestorSlot? Ancestor { get; set; }

    /// <summary>The slot a <c>%</c> reads.</summary>
    public AncestorSlot? Slot { get; init; }

    /// <summary>Slots of <c>%</c> whose step has not been found yet.</summary>
    public List<AncestorSlot>? SeekingParent { get; set; }

    public bool IsBinary(string op) => Kind == SyntaxKind.Binary && string.Equals(Text, op, StringComparison.Ordinal);

    /// <summary>A copy of an unprocessed tree.</summary>
    public SyntaxNode Clone() => new(Kind, Position)
    {
        Value = Value,
        Regex = Regex,
        Left = Left?.Clone(),
        Right = Right?.Clone(),
        Else = Else?.Clone(),
        Items = Items.ConvertAll(i => i.Clone()),
        Pairs = Pairs.ConvertAll(p => (p.Key.Clone(), p.Value.Clone())),
        Terms = Terms.ConvertAll(t => (t.Expression.Clone(), t.Descending)),
        Signature = Signature,
        KeepArray = KeepArray,
    };

    /// <summary>A filter (<c>[...]</c>), or an index binding after one.</summary>
    internal sealed record Stage(SyntaxNode? Filter, string? Index, int Position);
}

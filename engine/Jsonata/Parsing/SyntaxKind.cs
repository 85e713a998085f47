namespace AiProxy.Jsonata.Parsing;

/// <summary>Kinds of syntax node. Those after <see cref="Path"/> appear only after <see cref="SyntaxProcessor"/> has run.</summary>
internal enum SyntaxKind
{
    End,
    Name,
    String,
    Number,
    Literal,
    Regex,
    Variable,
    Wildcard,
    Descendant,
    Parent,

    /// <summary>A keyword used as a name, or the <c>?</c> of a partial application.</summary>
    Operator,
    Binary,
    Negate,
    Array,
    Object,
    Call,
    Partial,
    Lambda,
    Condition,
    Block,
    Transform,
    Path,
    Sort,
    Bind,
    Apply,
}

namespace AiProxy.LocalServices.DynamoDb.Expressions;

internal enum TokenKind
{
    /// <summary>A plain name; keywords are names too, whatever their case.</summary>
    Name,

    /// <summary><c>#placeholder</c>.</summary>
    NamePlaceholder,

    /// <summary><c>:placeholder</c>.</summary>
    ValuePlaceholder,

    /// <summary>An index: digits.</summary>
    Number,

    /// <summary>One of <c>( ) [ ] . , + - = &lt;&gt; &lt; &lt;= &gt; &gt;=</c>.</summary>
    Symbol,

    End,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">As written.</param>
/// <param name="Start">Where it begins, from 0.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsKeyword(string word) => Kind == TokenKind.Name && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

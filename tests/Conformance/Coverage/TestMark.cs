namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>What the text of a test has that is about a thing. Quotes are double in it.</summary>
internal abstract record TestMark
{
    private TestMark()
    {
    }

    public static implicit operator TestMark(string text) => new Anywhere(text);

    /// <returns>How often it is there.</returns>
    public abstract int Count(string test);

    /// <summary>Somewhere.</summary>
    public sealed record Anywhere(string Text) : TestMark
    {
        public override int Count(string test) => Occurrences(test, Text).Count();
    }

    /// <summary>As a member of the object that has another.</summary>
    public sealed record Beside(string Other, string Text) : TestMark
    {
        public override int Count(string test) =>
            Occurrences(test, Other).Count(at => Nesting.Own(test, at).Contains(Text, StringComparison.Ordinal));
    }

    /// <summary>Within the value of a member. Where the value is put in from elsewhere, anywhere.</summary>
    public sealed record Within(string Member, string Text) : TestMark
    {
        public override int Count(string test) => Occurrences(test, Member).Count(at =>
        {
            var value = Nesting.Value(test, at + Member.Length);
            return (value.Contains('"', StringComparison.Ordinal) ? value : test).Contains(Text, StringComparison.Ordinal);
        });
    }

    private static IEnumerable<int> Occurrences(string text, string part)
    {
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            yield return at;
        }
    }
}

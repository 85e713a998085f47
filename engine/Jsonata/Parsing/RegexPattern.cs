using System.Text.RegularExpressions;

namespace AiProxy.Jsonata.Parsing;

/// <summary>A regular expression literal: JavaScript's syntax, run by .NET.</summary>
internal sealed class RegexPattern
{
    /// <summary>Building takes memory by the square of the length: some 30 MB for this.</summary>
    public const int MaxLength = 10_000;

    private RegexPattern(string source, string translated, RegexOptions options)
    {
        Source = source;
        Translated = translated;
        Options = options;
    }

    /// <summary>As written, without slashes and flags.</summary>
    public string Source { get; }

    /// <summary>In .NET's syntax.</summary>
    public string Translated { get; }

    public RegexOptions Options { get; }

    public static RegexPattern Create(string source, ReadOnlySpan<char> flags, int position)
    {
        if (source.Length > MaxLength)
        {
            throw new JsonataException($"Invalid regular expression: it has {source.Length} characters, more than {MaxLength}")
            {
                Position = position,
            };
        }

        var options = RegexOptions.CultureInvariant | (flags.Contains('i') ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            var translated = new RegexTranslator(source, flags.Contains('m')).Translate();

            // Throws now rather than in every evaluation; interpreted regular expressions are cheap to build.
            _ = new Regex(translated, options, TimeSpan.FromSeconds(1));
            return new RegexPattern(source, translated, options);
        }
        catch (ArgumentException e)
        {
            // JavaScript throws a SyntaxError of its own here, which has no code.
            throw new JsonataException($"Invalid regular expression: /{source}/: {e.Message}", e) { Position = position };
        }
    }
}

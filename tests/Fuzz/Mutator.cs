using System.Text;

namespace AiProxy.Fuzz.Tests;

/// <summary>Makes new inputs from old ones: cuts, copies, splices, tokens of the languages, and deep or long repetitions.</summary>
internal sealed class Mutator(int seed)
{
    private const int MaxLength = 60_000;

    private static readonly string[] Tokens =
    [
        "(", ")", "[", "]", "{", "}", "{\"a\":", "[[", ",", ":", ";", ".", "..", "*", "**", "%", "@", "#", "$", "$$", "$.", "?", "??", "?:", ":=", "~>", "&", "|", "^(", "<", ">", "=", "!=", "-", "+",
        "/", "/x/", "/(a+)+$/", "\"", "'", "`", "\\", "\\u0000", "\\ud800", "\ud800", "\udc00", "é", "😀", "\0", "\n", "0", "-1", "1e9", "1e308", "9007199254740993", "2147483648", "null", "true",
        "function($x){", "λ", "and", "or", "in", "$f:=", "$f()", "$map(", "$reduce(", "$string(", "$pad('x',", "[1..", "..100000]", "{%", "%}", "States.Format(", "States.Array(", "States.ALL", "\"Next\":", "\"End\":true",
        "\"Type\":\"Map\"", "\"QueryLanguage\":\"JSONata\"", "\"Type\":\"Choice\"", "\"A\"", "[?(@.", "==", "=~", "&&", "||", "!", "2024-01-01T00:00:00Z", "99999999", "-0", "\"Seconds\":", "[Y0001]", "#,##0.0e0",
    ];

    private readonly Random _random = new(seed);

    public Random Random => _random;

    public string Next(string[] corpus)
    {
        var text = Pick(corpus);
        var steps = _random.Next(5);
        for (var i = 0; i < steps; i++)
        {
            text = Step(text, corpus);
        }

        return text.Length <= MaxLength ? text : text[..MaxLength];
    }

    private string Step(string text, string[] corpus)
    {
        var at = _random.Next(text.Length + 1);
        var length = _random.Next(Math.Min(text.Length - at, _random.Next(2) == 0 ? 3 : 60) + 1);
        switch (_random.Next(9))
        {
            case 0:
                return text.Remove(at, length);
            case 1:
                return text.Insert(at, Pick(Tokens));
            case 2:
                return text.Remove(at, length).Insert(at, Pick(Tokens));
            case 3:
                return text.Insert(_random.Next(text.Length + 1), text.Substring(at, length));
            case 4:
                var other = Pick(corpus);
                var from = _random.Next(other.Length + 1);
                return text.Insert(at, other[from..(from + _random.Next(other.Length - from + 1))]);
            case 5:
                return text.Insert(at, Repeat(_random.Next(2) == 0 ? Pick(Tokens) : text.Substring(at, length)));
            case 6:
                return text[..at];
            case 7:
                return text.Remove(at, Math.Min(1, text.Length - at)).Insert(at, ((char)_random.Next(_random.Next(2) == 0 ? 128 : 65_536)).ToString());
            default:
                return Repeat(Pick(Tokens)) + text;
        }
    }

    /// <summary>Mostly a few times, now and then so often that whatever recurses without a guard goes down.</summary>
    private string Repeat(string part)
    {
        var count = _random.Next(6) == 0 ? _random.Next(20_000) : _random.Next(12);
        return new StringBuilder().Insert(0, part, Math.Min(count, MaxLength / Math.Max(1, part.Length))).ToString();
    }

    private string Pick(string[] list) => list[_random.Next(list.Length)];
}

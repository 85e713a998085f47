using System.Text;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>Finds the objects of definitions in source text, where they may be whole or put together from pieces.</summary>
internal static class Nesting
{
    private const char EndOfStatement = ';';

    /// <summary>The members around a place, without what is within them; to the end of the object or of the statement.</summary>
    public static string Own(string text, int at)
    {
        var start = at;
        for (var depth = 0; start > 0 && text[start - 1] != EndOfStatement; start--)
        {
            depth += Step(text[start - 1]);
            if (depth > 0)
            {
                break;
            }
        }

        var own = new StringBuilder();
        for (int i = start, depth = 0; i < text.Length && text[i] != EndOfStatement; i++)
        {
            var step = Step(text[i]);
            if (depth == 0 && step == 0)
            {
                own.Append(text[i]);
            }

            depth += step;
            if (depth < 0)
            {
                break;
            }
        }

        return own.ToString();
    }

    /// <summary>The array or object that begins at a place; nothing if none does.</summary>
    public static string Value(string text, int at)
    {
        for (int i = at, depth = 0; i < text.Length && text[i] != EndOfStatement; i++)
        {
            depth += Step(text[i]);
            if (depth <= 0)
            {
                return text[at..(i + 1)];
            }
        }

        return text[at..Math.Min(text.Length, at + 1)];
    }

    private static int Step(char c) => c switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
}

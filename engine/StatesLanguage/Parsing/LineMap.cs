using System.Text;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>
/// Turns a byte offset in the parsed text into a line and a column of characters (both from 1) of the text as its author wrote it,
/// which differs after substitutions.
/// </summary>
internal sealed class LineMap(byte[] original, IReadOnlyList<LineMap.Shift> shifts)
{
    /// <summary>
    /// From <paramref name="ParsedOffset"/> on, the parsed text is <paramref name="Delta"/> bytes longer than the original.
    /// </summary>
    internal readonly record struct Shift(int ParsedOffset, int Delta);

    public (int Line, int Column) Locate(int offset)
    {
        var delta = 0;
        foreach (var shift in shifts)
        {
            if (shift.ParsedOffset > offset)
            {
                break;
            }

            delta = shift.Delta;
        }

        return LocateOriginal(offset - delta);
    }

    public (int Line, int Column) LocateOriginal(int offset)
    {
        var before = original.AsSpan(0, Math.Clamp(offset, 0, original.Length));
        var line = before.Count((byte)'\n') + 1;
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (line, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}

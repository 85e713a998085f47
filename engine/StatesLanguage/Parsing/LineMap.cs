namespace AiProxy.StatesLanguage.Parsing;

/// <summary>
/// Turns a byte offset in the parsed text into a line and a column of characters (both from 1) of the text as its author wrote it,
/// which differs after substitutions.
/// </summary>
internal sealed class LineMap(byte[] original, IReadOnlyList<LineMap.Shift> shifts)
{
    private const int Block = 1024;

    private (int Lines, int Chars)[]? _marks;

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
        offset = Math.Clamp(offset, 0, original.Length);
        var line = LinesBefore(offset);
        var lineStart = original.AsSpan(0, offset).LastIndexOf((byte)'\n') + 1;
        return (line + 1, CharsBefore(offset) - CharsBefore(lineStart) + 1);
    }

    /// <summary>Lines and characters before each block, so that a definition with very many mistakes is not read as many times.</summary>
    private (int Lines, int Chars)[] Marks => _marks ??= Mark();

    private int LinesBefore(int offset)
    {
        var block = offset / Block;
        return Marks[block].Lines + original.AsSpan(block * Block, offset - (block * Block)).Count((byte)'\n');
    }

    private int CharsBefore(int offset)
    {
        var block = offset / Block;
        return Marks[block].Chars + CountChars(original.AsSpan(block * Block, offset - (block * Block)));
    }

    /// <summary>Counts so that the parts of a character cut in two add up.</summary>
    private static int CountChars(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var unit in utf8)
        {
            count += (unit & 0xC0) == 0x80 ? 0 : unit >= 0xF0 ? 2 : 1;
        }

        return count;
    }

    private (int Lines, int Chars)[] Mark()
    {
        var marks = new (int Lines, int Chars)[(original.Length / Block) + 1];
        for (var i = 1; i < marks.Length; i++)
        {
            var part = original.AsSpan((i - 1) * Block, Block);
            marks[i] = (marks[i - 1].Lines + part.Count((byte)'\n'), marks[i - 1].Chars + CountChars(part));
        }

        return marks;
    }
}

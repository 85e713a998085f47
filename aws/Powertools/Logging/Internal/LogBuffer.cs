using AWS.Lambda.Powertools.Common;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>Lines of one invocation that are held back.</summary>
internal sealed class LogBuffer
{
    private const int EntryOverhead = 100;
    private const int BytesPerCharacter = 2;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private int _bytes;
    private bool _evicted;

    /// <summary>Holds a line back; false if it alone is larger than the buffer.</summary>
    public bool Add(string line, int maxBytes)
    {
        lock (_gate)
        {
            var size = SizeOf(line);
            if (size > maxBytes)
                return false;

            while (_bytes + size > maxBytes && _lines.TryDequeue(out var oldest))
            {
                _bytes -= SizeOf(oldest);
                _evicted = true;
            }

            _lines.Enqueue(line);
            _bytes += size;
            return true;
        }
    }

    /// <summary>Writes the lines; true if some had been evicted.</summary>
    public bool FlushTo(IConsoleWrapper output)
    {
        string[] lines;
        bool evicted;
        lock (_gate)
        {
            lines = [.. _lines];
            evicted = _evicted;
            Clear();
        }

        foreach (var line in lines)
            output.WriteLine(line);
        return evicted;
    }

    public void Clear()
    {
        lock (_gate)
        {
            _lines.Clear();
            _bytes = 0;
            _evicted = false;
        }
    }

    private static int SizeOf(string line) => EntryOverhead + (BytesPerCharacter * line.Length);
}

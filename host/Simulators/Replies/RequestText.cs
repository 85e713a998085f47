using System.Text;

namespace AiProxy.Simulators.Replies;

/// <summary>Gathers what a request says while it is checked.</summary>
internal sealed class RequestText
{
    private readonly List<string> _toolResults = [];
    private readonly List<string> _media = [];

    public int Characters { get; private set; }

    public string LastUserText { get; private set; } = "";

    /// <summary>What tools answered since anybody else spoke.</summary>
    public IReadOnlyList<string> ToolResults => _toolResults;

    /// <summary>Images and the like that came with the user's last message, in a few words each.</summary>
    public IReadOnlyList<string> Media => _media;

    /// <summary>Counts a message's text, and keeps it when the user said it.</summary>
    public void Add(bool isUser, IEnumerable<string> texts)
    {
        var message = new StringBuilder();
        foreach (string text in texts)
        {
            if (message.Length > 0)
            {
                message.Append('\n');
            }
            message.Append(text);
            Characters += text.Length;
        }
        if (isUser && message.Length > 0)
        {
            LastUserText = message.ToString();
            // What the user says beside results comes after them.
            _toolResults.Clear();
        }
    }

    /// <summary>Starts the next message: what tools answered before it is no longer the last word, unless it is tools that answer.</summary>
    public void NextMessage(bool isResult)
    {
        if (!isResult)
        {
            _toolResults.Clear();
            _media.Clear();
        }
    }

    public void AddToolResult(string text)
    {
        _toolResults.Add(text);
        Characters += text.Length;
    }

    public void AddMedia(string description) => _media.Add(description);
}

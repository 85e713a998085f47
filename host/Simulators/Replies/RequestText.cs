using System.Text;

namespace AiProxy.Simulators.Replies;

/// <summary>Gathers the text of a request while it is checked.</summary>
internal sealed class RequestText
{
    public int Characters { get; private set; }

    public string LastUserText { get; private set; } = "";

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
        if (isUser)
        {
            LastUserText = message.ToString();
        }
    }
}

using System.Text;
using AWS.Lambda.Powertools.Common;

namespace AiProxy.Authorize.Tests;

/// <summary>Keeps what is logged, by whatever test.</summary>
internal sealed class LogCapture : IConsoleWrapper
{
    private readonly StringBuilder _text = new();

    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    public void WriteLine(string message) => Write(message);

    public void Debug(string message) => Write(message);

    public void Error(string message) => Write(message);

    private void Write(string message)
    {
        lock (_text)
        {
            _text.AppendLine(message);
        }
    }
}

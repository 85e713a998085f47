namespace AWS.Lambda.Powertools.Common;

/// <summary>Standard output, one line an entry, which is what Lambda sends to CloudWatch Logs.</summary>
public class ConsoleWrapper : IConsoleWrapper
{
    /// <inheritdoc/>
    public void WriteLine(string message) => Console.Out.WriteLine(message);

    /// <inheritdoc/>
    public void Debug(string message) => System.Diagnostics.Debug.WriteLine(message);

    /// <inheritdoc/>
    public void Error(string message) => Console.Error.WriteLine(message);
}

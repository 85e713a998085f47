namespace AWS.Lambda.Powertools.Common;

/// <summary>Where lines go.</summary>
public interface IConsoleWrapper
{
    /// <summary>Writes a line.</summary>
    void WriteLine(string message);

    /// <summary>Writes a line that is for debugging only.</summary>
    void Debug(string message);

    /// <summary>Writes a line to the error output.</summary>
    void Error(string message);
}

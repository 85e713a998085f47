using AWS.Lambda.Powertools.Common;

namespace AiProxy.Host.Processes;

/// <summary>Puts what functions print among the host's own lines: what they log is in the same form.</summary>
internal sealed class FunctionOutput(IConsoleWrapper output) : IFunctionOutput
{
    public void WriteLine(string line) => output.WriteLine(line);

    public void WriteError(string line) => output.Error(line);
}

using Amazon.Lambda.Core;

namespace AiProxy.Host.Functions;

/// <summary>Lambda's plain logger on standard output; the functions log through Powertools instead.</summary>
internal sealed class StandardOutputLambdaLogger : ILambdaLogger
{
    public static readonly StandardOutputLambdaLogger Instance = new();

    public void Log(string message) => Console.Out.Write(message);

    public void LogLine(string message) => Console.Out.WriteLine(message);
}

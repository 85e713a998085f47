using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Errors;

/// <summary>
/// What is thrown when an evaluation meets a limit: jsonata-js's guardrail errors, or Step Functions' messages without codes.
/// </summary>
internal static class Limits
{
    private const string StackOverflow =
        "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.";

    private const string OutOfMemory = "Expression evaluation memory limit exceeded: Check for excessive memory usage";

    private const string Timeout = "Expression evaluation timeout: Check for infinite loop";

    public static JsonataException Depth(JsonataOptions options) =>
        options.StepFunctionsFunctions ? new JsonataException(StackOverflow) : JsonataError.Type("D1011", Value.From(options.MaxDepth));

    public static JsonataException Time(JsonataOptions options) =>
        options.StepFunctionsFunctions
            ? new JsonataException(Timeout)
            : JsonataError.Type("D1012", Value.From(options.MaxTime.TotalMilliseconds));

    public static JsonataException Memory() =>
        new(OutOfMemory);

    public static JsonataException Sequence(JsonataOptions options, double count) =>
        options.StepFunctionsFunctions ? new JsonataException(OutOfMemory) : JsonataError.Type("D2015", Value.From(count));
}

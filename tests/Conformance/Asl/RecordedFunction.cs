using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>Does what a recorded function did where its calls were not recorded: within distributed Maps.</summary>
internal static class RecordedFunction
{
    /// <returns>Null if nothing is known of the function.</returns>
    public static TaskOutcome? Answer(AslCase source, TaskInvocation invocation)
    {
        var isInvoke = invocation.Resource.EndsWith(":lambda:invoke", StringComparison.Ordinal);
        var name = (invocation.FunctionName ?? invocation.Resource).Split(':')[^1];
        if (source.Lambdas is not { } lambdas || !lambdas.TryGetProperty(name, out var function))
        {
            return null;
        }

        Value payload = invocation.Arguments;
        if (isInvoke)
        {
            invocation.Arguments.AsObject().TryGetValue("Payload", out payload);
        }

        return function.GetProperty("behaviour").GetString() switch
        {
            "identity" => TaskOutcome.Success(isInvoke ? Value.From(new ObjectBuilder(1).Add("Payload", payload).Build()) : payload),
            "raise" => TaskOutcome.Failure(function.GetProperty("errorType").GetString(), function.GetProperty("errorMessage").GetString()),
            _ => null,
        };
    }
}

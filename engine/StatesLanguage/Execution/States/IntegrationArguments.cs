using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>What Step Functions itself looks at in an optimized integration's arguments before it calls the service.</summary>
internal static class IntegrationArguments
{
    /// <returns>What is wrong; null if nothing is.</returns>
    public static string? Problem(TaskResource resource, Value arguments)
    {
        if (resource.Service != "apigateway" || arguments.Kind != ValueKind.Object)
        {
            return null;
        }

        // Each header is a list of texts.
        return arguments.AsObject().TryGetValue("Headers", out var headers) && !IsMultiMap(headers)
            ? "The value of the field 'Headers' has an invalid format"
            : null;
    }

    private static bool IsMultiMap(Value value) =>
        value.Kind == ValueKind.Object
        && value.AsObject().All(member =>
            member.Value.Kind == ValueKind.Array && member.Value.AsArray().All(item => item.Kind == ValueKind.String));
}

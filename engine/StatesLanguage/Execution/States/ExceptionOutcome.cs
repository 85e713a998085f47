using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>An exception as a failure: error name and cause as Lambda gives them for .NET, but without the stack.</summary>
internal static class ExceptionOutcome
{
    public static TaskOutcome From(Exception exception)
    {
        var name = exception.GetType().Name;
        var cause = new ObjectBuilder(2)
            .Add("errorType", Value.From(name))
            .Add("errorMessage", Value.From(exception.Message))
            .Build();
        return TaskOutcome.Failure(name, Value.From(cause).ToJson());
    }
}

namespace AiProxy.StatesLanguage;

/// <summary>TestState refuses a request, with the code and words of Step Functions.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html#API_TestState_Errors"/>
public sealed class TestStateException : Exception
{
    internal TestStateException(string message)
        : base(message)
    {
    }

    internal TestStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal TestStateException(string code, string message)
        : base(message) => Code = code;

    /// <summary>The error's code: <c>ValidationException</c> or <c>InvalidDefinition</c>.</summary>
    public string Code { get; } = "ValidationException";
}

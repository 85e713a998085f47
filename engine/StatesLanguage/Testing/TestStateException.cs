namespace AiProxy.StatesLanguage.Testing;

/// <summary>TestState refuses a request, with the code and words of Step Functions.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html#API_TestState_Errors"/>
public sealed class TestStateException : Exception
{
    /// <summary>Creates one without a message.</summary>
    public TestStateException()
    {
    }

    /// <summary>Creates a ValidationException.</summary>
    /// <param name="message">What is wrong.</param>
    public TestStateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates a ValidationException.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What brought it up.</param>
    public TestStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal TestStateException(string code, string message)
        : base(message) => Code = code;

    /// <summary>The error's code: <c>ValidationException</c> or <c>InvalidDefinition</c>.</summary>
    public string Code { get; } = "ValidationException";
}

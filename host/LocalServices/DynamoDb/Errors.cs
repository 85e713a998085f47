namespace AiProxy.LocalServices.DynamoDb;

/// <summary>What DynamoDB says, in its own words.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html"/></remarks>
internal static class Errors
{
    public static ServiceException Validation(string message) => new(400, "ValidationException", message);

    public static ServiceException NotFound() => new(400, "ResourceNotFoundException", "Requested resource not found");

    /// <param name="item">The item as it is, where the request wants to know: its JSON.</param>
    public static ServiceException ConditionFailed(string? item) => new(400, "ConditionalCheckFailedException", "The conditional request failed")
    {
        Members = item is null ? null : $$"""{"Item":{{item}}}""",
    };

    public static ServiceException NotHere(string what) => Validation($"Not here: {what}. Local tables know single items and expressions.");
}

namespace AiProxy.Authorize;

/// <summary>Nobody that is known here. Its message is the one word by which API Gateway tells it from a fault: it answers 401.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html"/></remarks>
internal sealed class UnauthorizedException() : Exception("Unauthorized");

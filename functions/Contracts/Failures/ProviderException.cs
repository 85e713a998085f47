namespace AiProxy.Contracts.Failures;

/// <summary>
/// A call that failed, classified. The short class name is the ASL error name that the workflow's Retry and Catch match, so a leaf's name is
/// part of the contract with every <c>.asl.json</c>. Messages are read by people and travel as the Cause: redacted and short.
/// </summary>
/// <remarks><see href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html"/></remarks>
public abstract class ProviderException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>Too many requests; the same target may answer later. The message ends in <c>retry-after-ms=N</c> where the provider gave a hint.</summary>
public sealed class RateLimitedException(string message, Exception? innerException = null) : ProviderException(message, innerException);

/// <summary>The provider is overloaded, failed, broke the connection or answered what cannot be used; worth another try.</summary>
public sealed class ProviderUnavailableException(string message, Exception? innerException = null) : ProviderException(message, innerException);

/// <summary>No whole answer within the target's own <c>timeoutMs</c>.</summary>
public sealed class ProviderTimeoutException(string message, Exception? innerException = null) : ProviderException(message, innerException);

/// <summary>The provider refused the request as malformed or unknown; the same again would be refused again.</summary>
public sealed class ProviderRejectedException(string message, Exception? innerException = null) : ProviderException(message, innerException);

/// <summary>The provider's key is missing, wrong or not allowed.</summary>
public sealed class AuthenticationFailedException(string message, Exception? innerException = null) : ProviderException(message, innerException);

/// <summary>The account's credit or spend limit is used up: never retried.</summary>
public sealed class QuotaExhaustedException(string message, Exception? innerException = null) : ProviderException(message, innerException);

/// <summary>The provider blocked the prompt or its answer.</summary>
public sealed class ContentFilteredException(string message, Exception? innerException = null) : ProviderException(message, innerException);

/// <summary>The prompt is longer than the model takes.</summary>
public sealed class ContextLengthExceededException(string message, Exception? innerException = null) : ProviderException(message, innerException);

/// <summary>The execution's own deadline left no time for the call.</summary>
public sealed class DeadlineExceededException(string message, Exception? innerException = null) : ProviderException(message, innerException);

/// <summary>
/// The provider failed in a way that is worth another try by its status, but says <c>x-should-retry: false</c>. A class of its own, so that
/// a workflow which retries by name leaves it alone, and the caller is still told of a failure upstream, not of a bad request.
/// </summary>
public sealed class RetryVetoedException(string message, Exception? innerException = null) : ProviderException(message, innerException);

using AiProxy.Contracts.Failures;

namespace AiProxy.Providers;

/// <summary>
/// The provider failed in a way that is worth another try by its status, but says <c>x-should-retry: false</c>. A class of its own, so that
/// a workflow which retries by name leaves it alone, and the caller is still told of a failure upstream, not of a bad request.
/// </summary>
public sealed class RetryVetoedException(string message, Exception? innerException = null) : ProviderException(message, innerException);

using System.Net.Http.Headers;

namespace AiProxy.Providers;

/// <summary>A provider's answer that is not 2xx.</summary>
/// <param name="Provider">The provider's name in the routes file, for the message.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Response headers; retry hints are read from them.</param>
/// <param name="Body">The body as far as it was read (it may be HTML, empty or cut).</param>
/// <param name="Now">The present time, to turn a <c>Retry-After</c> date into milliseconds.</param>
public sealed record ErrorResponse(string Provider, int Status, HttpResponseHeaders Headers, ReadOnlyMemory<byte> Body, DateTimeOffset Now);

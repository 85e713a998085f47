using System.Text;
using AiProxy.Contracts.Payloads;

namespace AiProxy.Contracts.Tests.Payloads;

public sealed class PayloadStoreExtensionsTests
{
    [Theory]
    [InlineData("x", 1000, true)]
    [InlineData("x", 1001, false)]
    [InlineData("你", 999, true)]
    [InlineData("😀", 332, true)]
    [InlineData("😀", 336, false)]
    [InlineData("\u007f", 167, false)]
    public async Task WriteAsync_Size_IsThatOfTheSerializedText(string character, int utf8Bytes, bool inline)
    {
        string text = string.Concat(Enumerable.Repeat(character, utf8Bytes / Encoding.UTF8.GetByteCount(character)));
        var store = new CountingStore();

        Payload payload = await store.WriteAsync("req", Encoding.UTF8.GetBytes($"\"{text}\""), 1002, TestContext.Current.CancellationToken);

        Assert.Equal(inline, payload.Inline is not null);
        Assert.Equal(!inline, payload.Ref is not null);
        Assert.Equal(inline ? 0 : 1, store.Puts);
    }

    private sealed class CountingStore : IPayloadStore
    {
        public int Puts { get; private set; }

        public Task<string> PutAsync(string requestId, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken)
        {
            Puts++;
            return Task.FromResult("ref");
        }

        public Task<ReadOnlyMemory<byte>> GetAsync(string reference, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

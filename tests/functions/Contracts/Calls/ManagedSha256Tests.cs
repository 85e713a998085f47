using System.Security.Cryptography;
using AiProxy.Contracts.Calls;

namespace AiProxy.Contracts.Tests.Calls;

public sealed class ManagedSha256Tests
{
    [Fact]
    public void HashData_EveryLengthAroundTheBlocks_IsTheSystems()
    {
        byte[] data = new byte[1000];
        new Random(7).NextBytes(data);
        for (int length = 0; length <= data.Length; length++)
        {
            Assert.Equal(SHA256.HashData(data.AsSpan(0, length)), ManagedSha256.HashData(data.AsSpan(0, length)));
        }
    }

    [Fact]
    public void HashData_Large_IsTheSystems()
    {
        byte[] data = new byte[3_000_001];
        new Random(8).NextBytes(data);

        Assert.Equal(SHA256.HashData(data), ManagedSha256.HashData(data));
    }

    // FIPS 180-2's own example, from before there was a system to ask.
    [Fact]
    public void HashData_Abc_IsTheStandards() => Assert.Equal(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Convert.ToHexStringLower(ManagedSha256.HashData("abc"u8)));

    [Fact]
    public void Derive_BodiesOnBothSidesOfTheLimit_HashAlike()
    {
        byte[] body = new byte[300 * 1024];
        byte[] head = [2, 0, 0, 0, (byte)'m', (byte)'e', 1, 0, 0, 0, (byte)'k', 1, 0, 0, 0, (byte)'t', 1, 0, 0, 0, (byte)'0'];

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. head, .. body])), CallKey.Derive("me", "k", "t", 0, body));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. head, 1])), CallKey.Derive("me", "k", "t", 0, [1]));
    }
}

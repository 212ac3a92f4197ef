using System.Buffers.Binary;
using System.Numerics;

namespace RpcStack.Services.Dns;

/// <summary>SipHash-2-4 (Aumasson, Bernstein 2012): a short keyed hash that nobody without the key can make.</summary>
internal static class SipHash
{
    internal const int KeySize = 16;

    internal static ulong Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        ulong k0 = BinaryPrimitives.ReadUInt64LittleEndian(key);
        ulong k1 = BinaryPrimitives.ReadUInt64LittleEndian(key[8..]);
        var state = new State(
            k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573);
        ulong last = (ulong)data.Length << 56;
        for (; data.Length >= 8; data = data[8..]) state.Add(BinaryPrimitives.ReadUInt64LittleEndian(data));
        for (int i = 0; i < data.Length; i++) last |= (ulong)data[i] << (8 * i);
        state.Add(last);
        return state.Finish();
    }

    private ref struct State(ulong v0, ulong v1, ulong v2, ulong v3)
    {
        private ulong _v0 = v0, _v1 = v1, _v2 = v2, _v3 = v3;

        internal void Add(ulong word)
        {
            _v3 ^= word;
            Round();
            Round();
            _v0 ^= word;
        }

        internal ulong Finish()
        {
            _v2 ^= 0xff;
            for (int i = 0; i < 4; i++) Round();
            return _v0 ^ _v1 ^ _v2 ^ _v3;
        }

        private void Round()
        {
            _v0 += _v1;
            _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
            _v0 = BitOperations.RotateLeft(_v0, 32);
            _v2 += _v3;
            _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
            _v0 += _v3;
            _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
            _v2 += _v1;
            _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
            _v2 = BitOperations.RotateLeft(_v2, 32);
        }
    }
}

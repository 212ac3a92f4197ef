using RpcStack.Protocol.Internal.Life;

namespace RpcStack.Tests.Protocol.Life;

public sealed class PeerWatchTests
{
    private readonly PeerWatch _watch = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(6), now: 0);

    [Fact]
    public void A_silent_peer_is_asked_then_suspected_then_dead()
    {
        Assert.Equal(PeerVerdict.None, Silent(9_999));
        Assert.Equal(PeerVerdict.Ask, Silent(10_000));
        Assert.Equal(PeerVerdict.None, Silent(12_999));
        Assert.Equal(PeerVerdict.Suspect, Silent(13_000));
        Assert.Equal(PeerVerdict.None, Silent(15_999));
        Assert.Equal(PeerVerdict.Dead, Silent(16_000));
        Assert.Equal(16_000, _watch.SilenceAt(16_000));
    }

    [Fact]
    public void Anything_that_comes_clears_it()
    {
        Silent(10_000);
        Silent(13_000);
        Assert.Equal(PeerVerdict.Alive, _watch.Check(15_000, hasMoved: true, isUnheard: false));
        Assert.Equal(PeerVerdict.None, Silent(24_999));
        Assert.Equal(PeerVerdict.Ask, Silent(25_000));
    }

    [Fact]
    public void A_process_that_slept_asks_before_it_buries()
    {
        Assert.Equal(PeerVerdict.Ask, Silent(3_600_000));
        Assert.Equal(PeerVerdict.Suspect, Silent(7_200_000));
        Assert.Equal(PeerVerdict.None, Silent(7_200_001));
        Assert.Equal(PeerVerdict.Dead, Silent(7_203_000));
    }

    [Fact]
    public void Whoever_does_not_read_gives_signs_of_life_and_suspects_nobody()
    {
        for (int second = 10; second < 100; second++)
        {
            PeerVerdict verdict = _watch.Check(second * 1000, hasMoved: false, isUnheard: true);
            Assert.Equal(second % 10 == 0 ? PeerVerdict.Ask : PeerVerdict.None, verdict);
        }
    }

    private PeerVerdict Silent(long now) => _watch.Check(now, hasMoved: false, isUnheard: false);
}

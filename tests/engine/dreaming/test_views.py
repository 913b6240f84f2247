import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dreaming import views

lengths = st.integers(8, 90)
offsets = st.integers(-256, 256)


@settings(max_examples=50, deadline=None)
@given(lengths, st.floats(0.5, 2), offsets)
def test_an_even_picture_looks_the_same_from_everywhere(length, scale, offset):
    taps = views.sampling(length, scale, offset)

    seen = taps.mix(torch.ones(1, length), -1)

    assert torch.allclose(seen, torch.ones_like(seen), atol=1e-5)
    assert (taps.weights >= 0).all()
    assert seen.shape == (1, max(min(length, 32), round(length * scale)))


@settings(max_examples=50, deadline=None)
@given(st.integers(8, 60), st.integers(8, 60), offsets, offsets)
def test_without_zoom_a_view_is_the_picture_shifted_and_mirrored(height, width, down, right):
    picture = torch.rand(1, 3, height, width)
    view = views.View(views.sampling(height, 1, down), views.sampling(width, 1, right))

    seen = view.of(picture)

    def mirrored(place, length):
        place %= 2 * length
        return min(place, 2 * length - 1 - place)

    rows = [mirrored(row + down, height) for row in range(height)]
    columns = [mirrored(column + right, width) for column in range(width)]
    assert torch.equal(seen, picture[:, :, rows][:, :, :, columns])


@settings(max_examples=50, deadline=None)
@given(st.integers(-9, 9), st.integers(-9, 9))
def test_the_gradient_comes_back_to_where_the_view_looked(down, right):
    picture = torch.zeros(1, 1, 40, 50, requires_grad=True)
    view = views.View(views.sampling(40, 1, down), views.sampling(50, 1, right))

    (gradient,) = torch.autograd.grad(view.of(picture)[0, 0, 20, 25], picture)

    assert gradient.nonzero().tolist() == [[0, 0, 20 + down, 25 + right]]


@settings(max_examples=50, deadline=None)
@given(lengths, lengths, st.floats(0.5, 2), st.floats(0.5, 2), offsets, st.booleans())
def test_the_way_back_is_the_transpose_of_the_way_there(height, width, tall, broad, offset, flipped):
    columns = views.sampling(width, broad, -offset, flipped=flipped)
    view = views.View(views.sampling(height, tall, offset), columns)
    picture = torch.rand(1, 3, height, width, dtype=torch.float64, requires_grad=True)
    seen = view.of(picture)
    sent = torch.rand_like(seen)

    (came,) = torch.autograd.grad(seen, picture, sent)

    # ⟨A x, y⟩ = ⟨x, Aᵀ y⟩ for a linear way A.
    assert (seen * sent).sum().item() == pytest.approx((picture * came).sum().item(), rel=1e-9)


def test_a_view_from_afar_does_not_alias():
    stripes = torch.tensor([0.0, 1.0]).repeat(64).expand(1, 1, 128, 128)

    seen = views.View(views.sampling(128, 0.5, 0), views.sampling(128, 0.5, 0)).of(stripes)

    assert seen[..., 1:-1, 1:-1].std().item() == pytest.approx(0, abs=1e-5)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 64), st.floats(1, 2), st.integers(0, 2**62))
def test_draws_stay_within_reach_and_repeat(jitter, zoom, seed):
    view = views.draw((64, 48), jitter, zoom, torch.Generator().manual_seed(seed))
    again = views.draw((64, 48), jitter, zoom, torch.Generator().manual_seed(seed))

    picture = torch.rand(1, 3, 64, 48)
    assert torch.equal(view.of(picture), again.of(picture))
    assert 64 / zoom - 1 <= view.of(picture).shape[-2] <= 64 * zoom + 1


def test_with_flips_some_views_are_mirrored():
    picture = torch.arange(40.0).expand(1, 1, 40, 40)
    generator = torch.Generator().manual_seed(0)

    seen = [views.draw((40, 40), 0, 1, generator, flips=True).of(picture) for _ in range(8)]

    mirrored = [torch.equal(view, picture.flip(-1)) for view in seen]
    assert any(mirrored)
    assert [torch.equal(view, picture) for view in seen] == [not flipped for flipped in mirrored]
